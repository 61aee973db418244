import type { ServiceReply } from '../../listeners/service.ts'
import type { AnnotationFilter } from '../web-api/preferences.ts'
import type { ODataError } from './odata-error.ts'

/**
 * The one place that gives refusals their shape on the wire. `innererror` went in 2020; what it said comes as
 * annotations to those who ask for them (Compose HTTP requests and handle errors: include more details with errors).
 */
export function errorReply(error: ODataError, isWanted: AnnotationFilter, caller: string | undefined): ServiceReply {
  const annotations = Object.entries({
    // Recorded with the code's digits alone.
    'Microsoft.PowerApps.CDS.HelpLink': `http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a${error.code.replace(/^0x/, '')}&client=platform`,
    'Microsoft.PowerApps.CDS.InnerError.Message': error.message,
  })
  const body = {
    error: {
      code: error.code,
      message: error.message,
      ...Object.fromEntries(annotations.filter(([name]) => isWanted(name)).map(([name, text]) => [`@${name}`, text])),
    },
  }
  return {
    status: error.status,
    headers: { 'Content-Type': 'application/json; odata.metadata=minimal' },
    body: JSON.stringify(body),
    outcome: {
      ...(caller !== undefined && { caller }),
      ...(error.code !== '' && { code: error.code }),
      reason: error.reason,
      remedy: error.remedy,
    },
  }
}
