/** Who buys in the shop that questions are asked of: name, address of mail, town, since how many days. All of it is invented. */
export const customers: readonly (readonly [
  name: string,
  email: string,
  town: string,
  sinceDaysAgo: number,
])[] = [
  ['Oakhollow Hotel', 'kitchen@oakhollow.example', 'Galway', 610],
  ['Lantern Café', 'hello@lantern.example', 'Galway', 540],
  ['Nora Devlin', 'nora@devlin.example', 'Athenry', 420],
  ['Kestrel Books', 'accounts@kestrel.example', 'Galway', 390],
  ['Samir Haddad', 'samir@haddad.example', 'Dublin', 300],
  ['Pier House Hostel', 'desk@pierhouse.example', 'Galway', 280],
  ['Aoife Brennan', 'aoife@brennan.example', 'Sligo', 250],
  ['Ferry Office', 'canteen@ferry.example', 'Galway', 240],
  ['Greta Lindqvist', 'greta@lindqvist.example', 'Cork', 190],
  ['Bramble and Rye', 'orders@bramble.example', 'Tuam', 170],
  ['Salthill Tennis Club', 'club@salthill.example', 'Galway', 150],
  ['Pádraig Walsh', 'padraig@walsh.example', 'Clifden', 140],
  ['Moorland Yoga', 'studio@moorland.example', 'Oranmore', 90],
  ['Tomasz Zielinski', 'tomasz@zielinski.example', 'Ennis', 60],
  ['Weir Street School', 'office@weirstreet.example', 'Galway', 45],
]

export interface SampleOrder {
  id: string
  daysAgo: number
  /** Its place in the list of customers. */
  customer: number
  state: string
  items: string
  total: string
}

const FIRST_NUMBER = 2_041
const COUNT = 72

/** Who comes again, and who came once: the weights repeat, so that the same question always has the same answer. */
const turns = [0, 1, 0, 3, 5, 1, 7, 0, 9, 2, 1, 10, 0, 4, 5, 12, 1, 0, 8, 3, 6, 0, 11, 13, 1, 14]

function stateOf(at: number, daysAgo: number): string {
  if (at % 23 === 11) return 'Refunded'
  if (daysAgo < 6) return 'Waiting'
  return at % 17 === 5 ? 'Late' : 'Paid'
}

/** Orders of the last hundred and fifty days, the oldest first. */
export function orders(customerCount: number): SampleOrder[] {
  return Array.from({ length: COUNT }, (_, at) => {
    const daysAgo = Math.round(((COUNT - at) * 150) / COUNT)
    const items = 1 + ((at * 7) % 11)
    const cents = items * (340 + ((at * 53) % 280))
    return {
      id: `#${FIRST_NUMBER + at}`,
      daysAgo,
      customer: (turns[at % turns.length] ?? 0) % customerCount,
      state: stateOf(at, daysAgo),
      items: String(items),
      total: (cents / 100).toFixed(2),
    }
  })
}
