import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { TabPanel, Tabs } from './tabs.tsx'
import { render, screen, waitFor } from './testing.ts'

const [ROOM, WIDTH, AWAY] = [375, 100, 510]
const names = ['nginx', 'Apache', 'Caddy', 'Cloudflare', 'Vercel'] as const

/** A row of tabs with less room than it needs, far from the left of the page; jsdom lays nothing out by itself. */
const layout: Readonly<Record<string, (this: HTMLElement) => unknown>> = {
  clientWidth: () => ROOM,
  scrollWidth: () => names.length * WIDTH,
  offsetWidth: () => WIDTH,
  offsetParent() {
    return this.parentElement?.closest('.relative') ?? (this === document.body ? null : document.body)
  },
  offsetLeft() {
    const at = names.findIndex((name) => name === this.textContent)
    return at * WIDTH + (this.closest('[role=tablist]')?.classList.contains('relative') ? 0 : AWAY)
  },
}
const scrolled = vi.fn<(to: ScrollToOptions) => void>()
const before = Object.getOwnPropertyDescriptors(HTMLElement.prototype)

beforeAll(() => {
  for (const [name, get] of Object.entries(layout))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get })
  Object.defineProperty(HTMLElement.prototype, 'scrollTo', { configurable: true, value: scrolled })
})
afterAll(() => {
  for (const name of [...Object.keys(layout), 'scrollTo']) {
    const own = before[name]
    if (own) Object.defineProperty(HTMLElement.prototype, name, own)
    else Reflect.deleteProperty(HTMLElement.prototype, name)
  }
})

test('the first tab stays in sight where a narrow row of tabs stands far from the left', async () => {
  render(
    <Tabs
      label="Servers"
      tabs={names.map((value) => ({ value, label: value }))}
      value="nginx"
      onValueChange={() => {}}
    >
      <TabPanel value="nginx">Lines</TabPanel>
    </Tabs>,
  )
  expect(screen.getByRole('tab', { name: 'nginx' })).toBeVisible()
  await waitFor(() => expect(scrolled).toHaveBeenCalled())
  for (const [to] of scrolled.mock.calls) expect(to.left).toBe(0)
})
