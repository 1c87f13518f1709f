import type { QuestionPlace, ReadCorrection } from '../../../platform/catalog/questions.ts'
import { fold } from '../../../reading/text.ts'
import { objectMeant } from './object-meant.ts'
import { propertiesIn } from './property-said.ts'
import { blank, isSaidBy, LONGEST, toldIn } from './words-said.ts'

const ASKS = /^(?:has|have|had|was|were|did|is|are|who|what|which|when|how|show|see|tell|list|any)(?!\p{L})/u
const CHANGED =
  /(?<!\p{L})(?:amend|alter|chang|edit|correct|modif|revis|overwr|tamper|touch|updat|adjust|fiddl)(?:ed|ied|d|e|es|s|ing|ments?|ions?|ote|itten|ations?)?(?!\p{L})/u
/** What may stand beside it. A value is none of them: “was it changed to 640?” is not answered by who changed something. */
const BESIDE = new Set(
  `has have had having been be being was were is are did does do anybody anyone somebody someone who whom whose by when what which how often
  many times time ever at all since it its it's they them first last once loaded read imported came come uploaded brought taken entered in
  into record records entry row data file there any each every and or i should would like want need to see show me us tell list know if
  whether the a an of on for about with so far until till up now yet made make anything something please can could you u we our let
  full history there's then ago whole import upload source sheet spreadsheet`.split(/\s+/),
)

/** “Has anybody altered the Quay gutters job since it was read in?”: what became of the row that is meant. Null where more is asked. */
export async function readHistory(
  place: QuestionPlace,
  text: string,
  spoken: string | null,
): Promise<ReadCorrection | null> {
  const said = toldIn(text)
  const plain = fold(said)
  if (said.length > LONGEST || !ASKS.test(plain) || !CHANGED.test(plain)) return null
  const meant = await objectMeant(place, said, spoken)
  if (!meant) return null
  const open = fold(meant.span ? blank(said, meant.span, '§') : said)
  const named = propertiesIn(open, meant.type.properties)
  const masked = named.reduce((rest, one) => blank(rest, one, '¶'), open)
  const isRead = isSaidBy(masked.replace(new RegExp(CHANGED, 'gu'), ' '), BESIDE, meant)
  if (!isRead) return null
  const { id, title } = meant.object
  return { path: 'modules.foundry.objects.history', input: { id }, name: title }
}
