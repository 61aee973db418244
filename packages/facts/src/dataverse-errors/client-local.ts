import type { DataverseErrorEntry } from './entry.ts'
import { serviceClientSource as source } from './sources.ts'

/** Codes that .NET clients make up themselves; they never travel. */
export const clientLocal: readonly DataverseErrorEntry[] = [
  {
    code: '0x8004426c',
    name: 'DataverseServiceClientNotIntialized',
    evidence: 'client-source',
    title: 'The .NET client is not connected',
    cause: 'A method of ServiceClient was called although connecting had failed, mostly because no token could be had.',
    remedy: 'Check IsReady after construction, and read LastError and LastException: the AADSTS code is there.',
    who: 'the developer of the client',
    source,
  },
  {
    code: '0x80044262',
    name: 'OperationInvalidOnPrem',
    evidence: 'client-source',
    title: 'The operation is not available on premises',
    cause: 'ServiceClient was asked for something that only the online service offers.',
    remedy: 'Use it with an online environment; check that the URL is one.',
    who: 'the developer of the client',
    source,
  },
  {
    code: '0x800443fc',
    name: 'SolutionFilePathNull',
    evidence: 'client-source',
    title: 'The solution file was not given to the .NET client',
    cause: 'Path and stream of the solution to import are both empty.',
    remedy: 'Pass the path of an existing solution file, or an open stream.',
    who: 'the developer of the client',
    source,
  },
]
