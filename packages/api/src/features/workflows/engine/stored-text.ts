/** As JSON.stringify writes a zero, and half of a pair: alone, in small letters, and not behind another backslash. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g

/** A value as PostgreSQL takes it: what no text of it may hold, such as zeros in what a service answered, shows as �. */
export const storedText = (value: object | string | number | boolean | null): string =>
  JSON.stringify(value).replaceAll(UNSTORABLE, '$1\u{FFFD}')
