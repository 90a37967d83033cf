"""The maths on votes. Pure: no Django."""
