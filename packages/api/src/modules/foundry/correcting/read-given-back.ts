import type { QuestionPlace, ReadCorrection } from '../../../platform/catalog/questions.ts'
import { fold } from '../../../reading/text.ts'
import { objectMeant } from './object-meant.ts'
import { propertiesIn } from './property-said.ts'
import { blank, isSaidBy, LONGEST, toldIn } from './words-said.ts'

const SOURCE = 'file|source|sheet|spreadsheet|import|upload|csv|original|originally'
/** What was written over a value is not to count any more. */
const BACK = /(?<!\p{L})(?:back|revert|reset|restore|undo|return)(?!\p{L})/u
const OF_SOURCE = new RegExp(`(?<!\\p{L})(?:${SOURCE})(?!\\p{L})`, 'u')
const SOURCE_RIGHT = new RegExp(
  `(?<!\\p{L})(?:${SOURCE})(?: [\\p{L}'’]+){0,3} (?:it |that )?(?:right|correct)(?!\\p{L})`,
  'u',
)
/** “To what the file says”, “as it was in the sheet”. */
const AS_SOURCE = new RegExp(
  `(?<!\\p{L})(?:what|whatever|how|as)(?: (?:it|that|they|the|our|was|is|in|on|said|had|has|read|stood|showed))* (?:${SOURCE})(?!\\p{L})`,
  'u',
)
const ASKS = /^(?:what|which|who|when|where|why|how|is|are|was|were|does|did|do|has|have)(?!\p{L})/u
/** "Is it back to what the file says?" asks, and "don't go back" wants none of it: such words are not among these. */
const BESIDE = new Set(
  `${SOURCE.replaceAll('|', ' ')} back revert reset restore undo return go put set bring take turn change switch get let's make leave
  to what which the that it its it's this our first before has have had say says said gave gives states stood reads showed shows was were
  as in at of for on from with right correct all along after read loaded one value figure record records row entry data please can could you u i
  we me my so and again just should be correction edit way how where actually no sorry then now instead wrong mistake mine`.split(
    /\s+/,
  ),
)

/** What was written over the values of an object, the last first. */
async function correctedLast({ db }: QuestionPlace, id: string): Promise<string[]> {
  const row = await db.selectFrom('foundryObject').select('overlay').where('id', '=', id).executeTakeFirst()
  return Object.entries(row?.overlay ?? {})
    .toSorted(([, one], [, other]) => other.at.localeCompare(one.at))
    .map(([property]) => property)
}

/** Whether a value is said to be as its source has it. */
export function isGivenBack(text: string): boolean {
  const plain = fold(text)
  return (
    [AS_SOURCE, SOURCE_RIGHT].some((one) => one.test(plain)) || (BACK.test(plain) && OF_SOURCE.test(plain))
  )
}

/**
 * “Put the town back to what the file says”: which correction is taken back. Null where nothing of the row that is meant was
 * corrected, and where more is said. Of several, it is the last one that is meant, unless another is named.
 */
export async function readGivenBack(
  place: QuestionPlace,
  text: string,
  spoken: string | null,
): Promise<ReadCorrection | null> {
  const said = toldIn(text)
  if (said.length > LONGEST || ASKS.test(fold(said))) return null
  const meant = await objectMeant(place, said, spoken)
  if (!meant) return null
  const open = fold(meant.span ? blank(said, meant.span, '§') : said)
  const [named, ...others] = propertiesIn(open, meant.type.properties)
  const rest = named ? blank(open, named, '¶') : open
  if (others.length > 0 || !isSaidBy(rest, BESIDE, meant)) return null
  const corrected = await correctedLast(place, meant.object.id)
  const property = named ? corrected.find((name) => name === named.property.name) : corrected[0]
  if (property === undefined) return null
  return {
    path: 'modules.foundry.objects.revert',
    input: { id: meant.object.id, property },
    name: meant.object.title,
  }
}
