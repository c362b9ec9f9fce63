class CannotMeasure(Exception):
    """Something is missing or answered wrongly, so any figure would be about something else."""
