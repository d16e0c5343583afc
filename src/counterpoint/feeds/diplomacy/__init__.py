"""Games of Diplomacy: press, orders and centres, as Peskov et al. (2020) published them, and the standard map."""
