"""The files of the stock peer."""
