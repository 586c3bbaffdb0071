"""The planner of hours, and the calendar file with the dates to keep."""
