import type { QuestionPlace, ReadCorrection } from '../../../platform/catalog/questions.ts'
import { readCorrection } from './read-correction.ts'
import { isGivenBack, readGivenBack } from './read-given-back.ts'
import { readHistory } from './read-history.ts'

/** What is wanted of the values of one row: that one is written over, or as its source says again, or what became of them. */
export async function saidOfRow(
  place: QuestionPlace,
  said: string,
  spoken: string | null,
): Promise<ReadCorrection | null> {
  // “What the file says” is no value, whatever of the row was corrected.
  if (isGivenBack(said)) return readGivenBack(place, said, spoken)
  return (await readCorrection(place, said, spoken)) ?? readHistory(place, said, spoken)
}
