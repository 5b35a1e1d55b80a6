#!/bin/bash
echo "delegate started as $(id -u):$(id -g) in $PWD"
