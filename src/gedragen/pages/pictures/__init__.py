"""Pictures that are drawn by the server, in lines that anybody can read as text."""
