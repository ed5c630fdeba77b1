import SkilletCommands

SkilletCommand.start()
