"""Reads across units, norms and holdings."""
