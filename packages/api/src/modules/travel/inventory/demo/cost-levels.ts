import type { Destination, Place } from '../../places/place.ts'

export type CostLevel = Destination['costLevel']

/** How dear countries are to stay in, 1 to 5; our estimates. Those that are not here are in the middle. */
const countries: Readonly<Record<CostLevel, string>> = {
  1: 'BD BO EG ID IN KH LA LK MM NP PH PK VN',
  2: 'AL AM AR AZ BA BG BR CO EC GE GT HU MA MD ME MK MX MY PE PL RO RS TH TN TR UA ZA',
  3: '',
  4: 'AT AU BE CA CY FI FR HK IE IL IT JP KR LU MT NL NZ QA SG',
  5: 'AE BM BS CH DK GB IS LI MC MV NO SC SE US',
}

const levelOfCountry = new Map(
  ([1, 2, 4, 5] as const).flatMap((level) =>
    countries[level].split(' ').map((country) => [country, level] as const),
  ),
)

/** What we say of the destination, else what is usual in its country. */
export const costLevelOf = (place: Place, destination: Destination | null): CostLevel =>
  destination?.costLevel ?? levelOfCountry.get(place.country) ?? 3
