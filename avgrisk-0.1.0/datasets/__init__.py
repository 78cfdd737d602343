"""The data that avgrisk ships: tables a non-programmer may edit (CC BY 4.0, see LICENSES.md)."""
