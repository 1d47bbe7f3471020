"""Demonstration data: the pilot's story on the real units, and generated data for measuring at scale."""
