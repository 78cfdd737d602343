"""The programs that open a screen: the app by Voilà, and JupyterLab."""
