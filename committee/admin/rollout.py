"""Administration of rollout."""
