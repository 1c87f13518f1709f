/** Whether an endpoint that chose these hears of the topic. */
export const isChosen = (choices: readonly string[], topic: string): boolean =>
  choices.some(
    (choice) =>
      choice === '*' || choice === topic || (choice.endsWith('.*') && topic.startsWith(choice.slice(0, -1))),
  )

/** With pauses that double, about a day. */
export const TRIES_AT_MOST = 14

/** Nothing arrived for so long: nobody seems to be there any more. */
export const GIVEN_UP_AFTER_MS = 5 * 24 * 3600 * 1000

interface Told {
  id: string
  topic: string
  createdAt: string
  organization: { id: string; slug: string }
  data: unknown
}

/** What is signed and sent; its text never changes, however often it goes out. */
export const bodyOf = ({ id, topic, createdAt, organization, data }: Told): string =>
  JSON.stringify({ id, topic, createdAt, organization, data })
