import { printCpuSecondsAndExit } from '../support/print-cpu-seconds.ts'

printCpuSecondsAndExit()
