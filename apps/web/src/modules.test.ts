import { globSync, readFileSync } from 'node:fs'
import { SquareCheck } from 'lucide-react'
import { expect, it } from 'vitest'
import { earlyKey } from './early-answers.ts'
import { dashboardCalls } from './early-calls.ts'
import { moduleDashboards } from './modules/dashboard.ts'
import { moduleCalls } from './modules/early.ts'
import { modules } from './modules/index.ts'
import type { Place } from './modules/web-module.ts'
import { senders } from './outbox.ts'
import { cardsOf, dashboards } from './routes/_app/o.$org/-dashboard/dashboards.ts'
import { placesOf } from './shell/places.ts'

const root = `${import.meta.dirname}/`
/** Where a module has pages of its own: in organizations, and beside them under its own name. */
const pages = modules.flatMap(({ name, places }) => [
  `routes/_app/${name}.`,
  ...places.map(({ to }) => `routes/_app${to.replace('/o/', '/o.')}/`),
])
const frame = globSync(['**/*.{ts,tsx}', '../vite.config.ts', '../vite/*.ts'], { cwd: root }).filter(
  (file) =>
    !/^(modules|testing)\/|routeTree|\.test\.tsx?$/.test(file) &&
    !pages.some((page) => file.startsWith(page)),
)

/** Its name as a part of a path, an action or a permission, and the addresses of its pages. */
const namesOf = ({ name, places }: (typeof modules)[number]): RegExp =>
  new RegExp(
    [
      `modules(\\.|/|\\['|'\\]\\[')${name}\\b`,
      `'${name}[._']`,
      ...places.map(({ to }) => `${to.replace('/o/', '\\bo[./]').replace('$', '\\$')}\\b`),
    ].join('|'),
  )

it('no file of the frame names a module', () => {
  expect(frame.length).toBeGreaterThan(250)
  const naming = frame.filter((file) => {
    const source = readFileSync(root + file, 'utf8')
    return modules.some((module) => namesOf(module).test(source))
  })
  expect(naming).toEqual([])
})

it('the frame has its own places without any module, and those of one among the daily ones', () => {
  const own = placesOf([])
  expect(own.map(({ label }) => label)).toContain('Settings')
  expect(
    own.filter(({ permission }) => modules.some(({ name }) => permission.startsWith(`${name}.`))),
  ).toEqual([])
  const letters = placesOf(modules).map(({ letter }) => letter)
  expect(new Set(letters).size).toBe(letters.length)
  const shelf: Place = {
    to: '/o/$org/team',
    letter: 'x',
    label: 'Shelf',
    icon: SquareCheck,
    group: 'daily',
    permission: 'organization.read',
    keywords: [],
  }
  expect(placesOf([{ places: [shelf] }]).map(({ label }) => label)).toEqual([
    'Dashboard',
    'Assistant',
    'Shelf',
    ...own.slice(2).map(({ label }) => label),
  ])
})

it('what modules ask early is among what the dashboard asks, each once', () => {
  const keys = dashboardCalls.map(({ path, input }) => earlyKey('org', path, input))
  expect(new Set(keys).size).toBe(keys.length)
  for (const { path, input } of moduleCalls) expect(keys).toContain(earlyKey('org', path, input))
})

it('every card of a dashboard is named by its module, once', () => {
  for (const { name, cards } of moduleDashboards)
    for (const { id } of cards) expect(id.startsWith(`${name}.`)).toBe(true)
  const ids = cardsOf(dashboards).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(moduleDashboards.every(({ name }) => modules.some((module) => module.name === name))).toBe(true)
})

it('two modules send no act of the same name', () => {
  const acts = modules.flatMap(({ offline = {} }) => Object.keys(offline))
  expect(new Set(acts).size).toBe(acts.length)
  expect([...senders.keys()]).toEqual(acts)
})

it('has the tabs of a module above the title of each of its pages, so that they stay where they are', () => {
  const pagesWithTabs = globSync('routes/**/*.tsx', { cwd: root })
    .map((file) => ({ file, text: readFileSync(root + file, 'utf8') }))
    .filter(({ text }) => text.includes('<Sections />') && text.includes('<PageHeader'))
  expect(pagesWithTabs.length).toBeGreaterThan(5)
  const below = pagesWithTabs.filter(({ text }) => text.indexOf('<Sections />') > text.indexOf('<PageHeader'))
  expect(below.map(({ file }) => file)).toEqual([])
})
