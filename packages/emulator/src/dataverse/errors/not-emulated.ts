import { ODataError } from './odata-error.ts'

/**
 * Something that Dataverse has and the emulator has not: said plainly, since passing over it in silence would make a
 * client believe that it works. 0x80040315 is NotSupported; the status is 501 so that nobody takes it for a mistake.
 *
 * @param what Starts the sentence, for example `The query option $filter`; it goes to the journal too, so it repeats no
 * text of the request.
 */
export function notEmulated(what: string): ODataError {
  return new ODataError('0x80040315', {
    status: 501,
    message: `${what} is not emulated yet. The request may be right; it is the Versekey emulator that cannot answer it.`,
    reason: `${what} is not emulated yet`,
    remedy: 'Do without it, or try it against a real environment (the developer of the client)',
  })
}
