const MOST_SIGNS = 200

/** The first sentence of a text of others, cut where it is long. It is shown to people, so nothing in it may pretend to be anything else. */
export function firstSentence(text: string): string {
  const plain = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  const [sentence = ''] = plain.split(/(?<=[^.][.!?]) (?=\p{Lu})/u, 1)
  const short =
    sentence.length > MOST_SIGNS ? `${sentence.slice(0, MOST_SIGNS).replace(/\s+\S*$/, '')}…` : sentence
  return /[.!?…]$/.test(short) || short === '' ? short : `${short}.`
}

/** A text of others on one line, cut where it is long. */
export const oneLine = (text: string): string => {
  const plain = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return plain.length > MOST_SIGNS ? `${plain.slice(0, MOST_SIGNS)}…` : plain
}
