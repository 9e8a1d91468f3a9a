from mintport import main

main()
