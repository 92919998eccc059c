"""The functions that programs call; `import actplot` reaches them when they are asked for."""
