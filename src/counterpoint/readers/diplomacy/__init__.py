"""A game of Diplomacy as a case: press becomes acts, orders become deeds, promises meet the orders that followed."""
