from counterpoint.flow import docstring

__doc__ = docstring()
__version__ = "0.1.0"
