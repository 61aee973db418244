/**
 * Whether a token can travel in a header. RFC 6750 section 2.1 allows still less; what this keeps out is what makes the
 * platform's own check fail, and that quotes the token in its message.
 */
export function isHeaderText(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token)
}
