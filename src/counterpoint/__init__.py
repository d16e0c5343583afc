"""Counterpoint tells bargaining from theatre.

One way in, one way out; a package may import only what stands to its left:

case → record → measures → playbooks → inference → reports → cli
"""

__version__ = "0.1.0"
