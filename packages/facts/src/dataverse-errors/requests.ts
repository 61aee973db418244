import type { DataverseErrorEntry } from './entry.ts'
import { observed, errorCodes as source } from './sources.ts'

/** The request as such: URL, body, method. */
export const requests: readonly DataverseErrorEntry[] = [
  {
    code: '0x0',
    status: 400,
    evidence: 'public',
    title: 'The Web API refused the request before it reached the platform',
    cause:
      'The OData layer has no code for the case, for example a method that the resource does not allow (status 405).',
    remedy: 'Read the message, and compare method, URL and body with the Web API documentation of the operation.',
    who: 'the developer of the client',
    source: observed,
  },
  {
    code: '0x80060888',
    status: 400,
    evidence: 'public',
    title: 'The URL names something that does not exist',
    message: "Resource not found for the segment '{segment}'.",
    cause:
      'A path segment, property or query option is misspelt (status 404 for an unknown segment, 400 otherwise). Names of entity sets are plural and lower case; navigation properties are case-sensitive.',
    remedy: 'Look the name up in $metadata or with EntityDefinitions?$select=LogicalName,EntitySetName.',
    who: 'the developer of the client',
    source: observed,
  },
  {
    code: '0x8006088a',
    name: 'CrmHttpError',
    status: 400,
    evidence: 'documented',
    title: 'The Web API failed to handle the request',
    message: 'A failure occurred in Wep Api in Dynamics 365.',
    cause: 'The Web API could not map the request to an operation of the platform.',
    remedy: 'Ask for annotations with Prefer: odata.include-annotations="*" and read the inner message.',
    who: 'the developer of the client',
    source,
  },
  {
    code: '0x80048d19',
    status: 400,
    evidence: 'unconfirmed',
    title: 'The body of the request could not be read',
    message:
      "Error identified in Payload provided by the user for Entity :'{table}', For more information on this error please follow this help link {helpLink}",
    cause:
      'The JSON is damaged, a value has the wrong type, or a property or @odata.bind name does not exist on the table.',
    remedy:
      'Compare names and types with $metadata. A lookup is set by its navigation property with @odata.bind, not by _name_value.',
    who: 'the developer of the client',
    source: observed,
  },
  {
    code: '0x80040203',
    name: 'InvalidArgument',
    status: 400,
    evidence: 'documented',
    title: 'An argument is not valid',
    cause: 'A parameter or column value is missing, malformed or out of range.',
    remedy: 'Correct the argument that the message names.',
    who: 'the developer of the client',
    source,
  },
]
