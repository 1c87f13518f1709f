/** Now, said by the way: it narrows nothing. */
export const AT_PRESENT =
  'at present|presently|as we speak|at the (?:minute|mo)(?! of)|at (?:this|the present) (?:point(?: in time)?|time|moment|stage)'
