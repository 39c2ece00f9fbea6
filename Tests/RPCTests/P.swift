enum Q{}
