const MOST_WORDS = 4_000
const SHORTEST = 3
/** Of the trigrams of two words; PostgreSQL's pg_trgm calls words alike from 0.3 on, which is too loose for single words. */
const ALIKE = 0.5

/** What says nothing of a business. */
const empty = new Set(
  `about after all also and any are best but buy can cart contact day days each enjoy find first for free from get great has have
   here home hours how into its learn made make menu more most new not now off one only open opening order our out over page per
   privacy product products read see shop since site some store take than that the their them there they this time try use very
   visit was way welcome what when where which who will with within work world year years you your kg and`.split(
    /\s+/,
  ),
)

/** Without accents and endings of the plural: "Röstereien" and "rosterei" are one. */
const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<=\p{L}{3})(?:ies)$/u, 'y')
    .replace(/(?<=\p{L}{3})(?<!s)s$/u, '')

/** The words of a text that say something; at most 4,000, in the order in which they first come. */
export function wordsIn(text: string): ReadonlySet<string> {
  const words = new Set<string>()
  for (const [found] of text.toLowerCase().matchAll(/\p{L}[\p{L}\p{M}]+/gu)) {
    if (words.size >= MOST_WORDS) break
    if (found.length >= SHORTEST && !empty.has(found)) words.add(plain(found))
  }
  return words
}

function trigrams(word: string): Set<string> {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((part) => b.has(part)).length
  return common / (a.size + b.size - common)
}

/** Which of the first words are among the second, or very like one of them: "roasting" and "roaster". */
export function sharedWords(wanted: ReadonlySet<string>, among: ReadonlySet<string>): string[] {
  const others = [...among].map((word) => ({ word, parts: trigrams(word) }))
  return [...wanted].filter((word) => {
    if (among.has(word)) return true
    const parts = trigrams(word)
    return others.some((other) => other.word[0] === word[0] && likeness(parts, other.parts) >= ALIKE)
  })
}
