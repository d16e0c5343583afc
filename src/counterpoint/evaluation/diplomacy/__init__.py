"""A game where intent is recorded: how probable is it that a message is meant as a lie."""
