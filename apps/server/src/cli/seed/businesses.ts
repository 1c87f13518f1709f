/** One task of the sample: [title, tag, who, days ago it was made, days until it is due, state]. */
export type SampleTask = readonly [
  title: string,
  tag: string | null,
  assignee: string | null,
  madeDaysAgo: number,
  dueInDays: number | null,
  state: 'todo' | 'doing' | 'waiting' | 'done',
]

export interface SampleBusiness {
  name: string
  timeZone: string
  currency: string
  /** The first is the owner. */
  people: readonly { name: string; email: string; role: 'owner' | 'admin' | 'member' | 'viewer' }[]
  invited: readonly { email: string; role: 'admin' | 'member' | 'viewer' }[]
  tasks: readonly SampleTask[]
  comments: readonly { task: number; by: string; body: string }[]
  questions: readonly string[]
  /** Tasks that assistants asked to create: decided so, or left waiting. */
  requests: readonly { title: string; decision: 'approve' | 'decline' | null }[]
  keys: readonly string[]
  /** Credits given when they began, and how much they spend in a day, in micro-credits. */
  givenMicro: number
  dailyMicro: number
}

const CREDIT = 1_000_000

const bakery: SampleBusiness = {
  name: 'Hearth & Rye Bakery',
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
  people: [
    { name: 'Ines Aldana', email: 'ines@hearthandrye.example', role: 'owner' },
    { name: 'Colm Reidy', email: 'colm@hearthandrye.example', role: 'admin' },
    { name: 'Priya Nair', email: 'priya@hearthandrye.example', role: 'member' },
    { name: 'Jonah Weiss', email: 'jonah@hearthandrye.example', role: 'member' },
    { name: 'Aoife Lynam', email: 'aoife@hearthandrye.example', role: 'viewer' },
  ],
  invited: [
    { email: 'weekend-help@hearthandrye.example', role: 'member' },
    { email: 'books@ledgerhouse.example', role: 'viewer' },
  ],
  tasks: [
    ['Order 400 kg of bread flour', 'suppliers', 'Colm', 9, 1, 'todo'],
    ['Order rye and spelt from the mill', 'suppliers', 'Colm', 7, 3, 'todo'],
    ['Renew the food safety certificate', 'permits', 'Ines', 30, 12, 'waiting'],
    ['Fix the seal of oven two', 'oven', 'Jonah', 4, 0, 'doing'],
    ['Descale the steam injectors', 'oven', 'Jonah', 2, 6, 'todo'],
    ['Plan the December opening hours', 'shop', 'Ines', 6, 5, 'doing'],
    ['Print allergen cards for the stollen', 'shop', 'Priya', 5, 2, 'todo'],
    ['Taste the new sourdough with malt', 'recipes', 'Ines', 12, -2, 'todo'],
    ['Write down the panettone schedule', 'recipes', 'Jonah', 8, 4, 'doing'],
    ['Call the café on Quay Street about wholesale', 'wholesale', 'Colm', 3, 1, 'todo'],
    ['Send October invoices to wholesale customers', 'wholesale', 'Priya', 18, -9, 'done'],
    ['Ask for a quote for a second mixer', 'oven', 'Colm', 15, -1, 'waiting'],
    ['Photograph the Christmas boxes', 'shop', 'Priya', 4, 3, 'todo'],
    ['Put the Christmas boxes in the online shop', 'shop', 'Priya', 4, 7, 'todo'],
    ['Train weekend help at the till', 'team', 'Colm', 2, 8, 'todo'],
    ['Write the rota for next week', 'team', 'Colm', 1, 0, 'doing'],
    ['Holiday requests for January', 'team', 'Ines', 10, 14, 'waiting'],
    ['Change the water filter', 'oven', 'Jonah', 40, -20, 'done'],
    ['Count the packaging', 'suppliers', 'Priya', 21, -14, 'done'],
    ['Order ribbon and boxes', 'suppliers', 'Priya', 20, -12, 'done'],
    ['Clean the proofing cabinet', 'oven', 'Jonah', 16, -10, 'done'],
    ['Answer the review about the wait on Saturday', 'shop', 'Ines', 13, -11, 'done'],
    ['Return the damaged crates', 'suppliers', null, 6, null, 'todo'],
    ['Compare prices of butter', 'suppliers', 'Colm', 11, -5, 'done'],
    ['Tell the landlord about the leak', 'shop', 'Ines', 9, -6, 'done'],
  ],
  comments: [
    {
      task: 3,
      by: 'Jonah',
      body: 'The part arrives on Thursday. Until then oven two stays below 220 degrees.',
    },
    { task: 3, by: 'Ines', body: 'Thank you. I moved the baguettes to oven one.' },
    { task: 0, by: 'Colm', body: 'The mill wants the order by noon to deliver on Friday.' },
    { task: 7, by: 'Priya', body: 'The malt one sold out by ten when we tried it on Saturday.' },
    { task: 11, by: 'Colm', body: 'Two quotes are in. The third one comes on Monday.' },
    { task: 5, by: 'Aoife', body: 'Last year we closed at two on the 24th.' },
  ],
  questions: ['What is overdue?', 'What should I do today?', 'Which tasks are about suppliers?'],
  requests: [
    { title: 'Remind Colm to confirm the flour delivery', decision: 'approve' },
    { title: 'Raise the price of rye bread to 6.20', decision: 'decline' },
    { title: 'Order a second proofing cabinet', decision: null },
    { title: 'Ask the mill for a credit note', decision: null },
  ],
  keys: ['Till in the shop', 'Wholesale order form'],
  givenMicro: 250 * CREDIT,
  dailyMicro: 2 * CREDIT,
}

const repairs: SampleBusiness = {
  name: 'Bright Gear Repairs',
  timeZone: 'Europe/Amsterdam',
  currency: 'EUR',
  people: [
    { name: 'Tessa Brink', email: 'tessa@brightgear.example', role: 'owner' },
    { name: 'Milan Okafor', email: 'milan@brightgear.example', role: 'admin' },
    { name: 'Saar de Wit', email: 'saar@brightgear.example', role: 'member' },
    { name: 'Emil Novak', email: 'emil@brightgear.example', role: 'viewer' },
  ],
  invited: [{ email: 'apprentice@brightgear.example', role: 'member' }],
  tasks: [
    ['Cargo bike of Mrs Visser: new brake pads', 'workshop', 'Saar', 2, 0, 'doing'],
    ['E-bike 4412: motor makes a noise', 'workshop', 'Milan', 3, 1, 'doing'],
    ['Straighten the wheel of the rental 07', 'rental', 'Saar', 1, 2, 'todo'],
    ['Order 20 inner tubes, 28 inch', 'parts', 'Milan', 5, 1, 'todo'],
    ['Order chain lubricant', 'parts', 'Milan', 14, -7, 'done'],
    ['Ring the customer about the frame crack', 'customers', 'Tessa', 2, -1, 'todo'],
    ['Send the quote for the school bikes', 'customers', 'Tessa', 6, 2, 'waiting'],
    ['Winter check offer: write the text', 'shop', 'Tessa', 8, 4, 'doing'],
    ['Winter check offer: put it in the window', 'shop', 'Emil', 8, 6, 'todo'],
    ['Calibrate the torque wrenches', 'workshop', 'Saar', 33, -3, 'todo'],
    ['Book the insurance inspection', 'permits', 'Tessa', 12, 20, 'waiting'],
    ['Battery of 3980: send to the maker', 'workshop', 'Milan', 10, -4, 'done'],
    ['Count the rental helmets', 'rental', 'Saar', 19, -15, 'done'],
    ['Clean the rental bikes', 'rental', 'Saar', 9, -8, 'done'],
    ['Answer the mail of the bike courier firm', 'customers', 'Milan', 4, -2, 'done'],
    ['Repair stand two wobbles', 'workshop', null, 3, null, 'todo'],
    ['Compare prices of hydraulic brakes', 'parts', 'Milan', 16, 9, 'todo'],
    ['Take photographs for the website', 'shop', 'Emil', 7, 10, 'todo'],
    ['Send reminders for bikes not collected', 'customers', 'Saar', 1, 3, 'todo'],
    ['Close the books of October', 'books', 'Tessa', 22, -12, 'done'],
  ],
  comments: [
    { task: 1, by: 'Milan', body: 'It is the bearing. The maker sends one under warranty.' },
    { task: 5, by: 'Saar', body: 'She can be reached after four.' },
    { task: 6, by: 'Tessa', body: 'They want to decide at their meeting on the 3rd.' },
    { task: 0, by: 'Saar', body: 'Front is done. The rear pads are too worn to clean.' },
  ],
  questions: ['What is late?', 'Who has the most to do?'],
  requests: [
    { title: 'Tell Mrs Visser that her bike is ready', decision: 'approve' },
    { title: 'Refund the last order of tubes', decision: 'decline' },
    { title: 'Order a bearing for the motor of 4412', decision: null },
  ],
  keys: ['Booking page'],
  givenMicro: 120 * CREDIT,
  dailyMicro: CREDIT,
}

export const businesses: readonly SampleBusiness[] = [bakery, repairs]
