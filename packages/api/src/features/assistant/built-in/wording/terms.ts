const ASKS_MEANING = /\b(?:what|explain|wonder\w*|idea)\b.*\b(?:means?|meaning|stands? for)\b/i
/** A few words in small letters: a name begins with a capital. */
const TERM = /(?<![\p{L}\p{N}])["'“‘](\p{Ll}[\p{L}-]*(?: [\p{L}-]+){0,2})["'”’](?![\p{L}\p{N}])/gu

/** "What does 'on hold' mean?": a term that is asked about is no text that somebody wrote down. */
export const termsUnquoted = (text: string): string =>
  ASKS_MEANING.test(text) ? text.replaceAll(TERM, '$1') : text
