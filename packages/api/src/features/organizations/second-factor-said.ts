const FACTORS = [
  'a second factor',
  'that second factor',
  'the second factor',
  'their second factor',
  'second factor',
  'second factors',
  'two-factor',
  'two factor',
  'two-step',
  'two step',
  '2fa',
]

/** Said with "not" or "never" before them they mean the contrary: that is read with them. */
const HAVING = [
  'with',
  'has',
  'have',
  'having',
  'got',
  'use',
  'uses',
  'using',
  'used',
  'set up',
  'setting up',
  'turn on',
  'turned on',
  'switch on',
  'switched on',
  'activated',
  'enabled',
  'added',
  'protected by',
  'protected with',
]

/** What still has to be done is not done. */
const LACKING = [
  'no',
  'without',
  'without any',
  'lack',
  'lacks',
  'lacking',
  'missing',
  'miss',
  'to set up',
  'to turn on',
  'to switch on',
  'to activate',
  'to add',
  'must set up',
  'has not set up',
  'have not set up',
  'hasn’t set up',
  'must turn on',
]

/** "Who has two-factor off": said behind it. */
const HELD = ['', 'has', 'have', 'having', 'with', 'got']
const OFF = ['off', 'turned off', 'switched off', 'disabled', 'deactivated', 'inactive', 'missing']
const ON = ['on', 'turned on', 'switched on', 'enabled', 'activated', 'active', 'set up']

const behind = (states: readonly string[]): string[] =>
  HELD.flatMap((lead) =>
    FACTORS.flatMap((factor) => states.map((state) => `${lead} ${factor} ${state}`.trim())),
  )

const joined = (leads: readonly string[]): string[] =>
  leads.flatMap((lead) => FACTORS.map((factor) => `${lead} ${factor}`))

/** What people say of who signs in with a second factor: each verb with each thing, or the filter would be lost with one of them. */
export const secondFactorSaid = {
  true: [...joined(HAVING), ...behind(ON)],
  false: [...joined(LACKING), ...behind(OFF)],
}
