"""For a class that hands in with nbgrader: run its commands in this folder."""

c = get_config()  # noqa: F821 (nbgrader gives it)

c.CourseDirectory.course_id = "hip"
