import { destinationsFor } from '../places/destinations.ts'
import { tags } from '../places/place.ts'
import type { Tag } from '../places/place.ts'
import { placeOf } from '../places/places.ts'
import type { TripQuestion, TripSlots, Wish } from '../slots/schema.ts'

const MOST_CHOICES = 6

const isTag = (wish: Wish): wish is Wish & Tag => tags.some((tag) => tag === wish)

/** Places that suit what is wished, where nobody said which. */
function whereTo({ wishes, depart }: TripSlots): TripQuestion {
  const wished = wishes.value.filter(isTag)
  const month = depart ? Number(depart.value.slice(5, 7)) : null
  const fitting = wished.length === 0 ? [] : destinationsFor({ tags: wished, month })
  const choices = fitting.slice(0, MOST_CHOICES).flatMap(({ id }) => {
    const place = placeOf(id)
    return place ? [{ label: place.name, value: place.id }] : []
  })
  return { slot: 'to', text: 'Where to?', choices }
}

/** What has to be said before anybody can look for offers: what was asked already, and what is still missing. */
export function openQuestions(slots: TripSlots, asked: readonly TripQuestion[]): TripQuestion[] {
  const isAsked = (slot: string) => asked.some((question) => question.slot === slot)
  const missing: TripQuestion[] = []
  if (!slots.from && !isAsked('from'))
    missing.push({ slot: 'from', text: 'Where do you start?', choices: [] })
  if (!slots.to && !isAsked('to')) missing.push(whereTo(slots))
  if (!slots.depart && !isAsked('depart'))
    missing.push({ slot: 'depart', text: 'When do you leave?', choices: [] })
  return [...asked, ...missing].slice(0, MOST_CHOICES)
}
