import { useState } from 'react'
import { expect, test, vi } from 'vitest'

import { Sidebar, SidebarGroup, SidebarLink } from './sidebar.tsx'
import { render, screen, userEvent } from './testing.ts'

function show(collapsed: boolean) {
  return render(
    <Sidebar collapsed={collapsed} at="/" top={null}>
      <SidebarLink icon={null} label="Approvals" count={3} render={<a href="/approvals" />} />
      <SidebarLink icon={null} label="Tasks" count={0} render={<a href="/tasks" />} />
    </Sidebar>,
  )
}
const dots = () => document.querySelectorAll('[data-slot="dot"]')

test('a narrow sidebar marks a place where something waits, and says how many', () => {
  show(true)
  const link = screen.getByRole('link', { name: /Approvals\s*3/ })
  expect([...dots()].map((dot) => dot.parentElement)).toEqual([link])
})

test('a wide sidebar shows the number alone', () => {
  show(false)
  expect(screen.getByText('3')).toBeVisible()
  expect(dots()).toHaveLength(0)
})

function Foldable({ collapsed = false }: { collapsed?: boolean }) {
  const [isOpen, setOpen] = useState(true)
  return (
    <Sidebar collapsed={collapsed} at="/" top={null}>
      <SidebarGroup label="Business" isOpen={isOpen} onOpenChange={setOpen} count={4}>
        <SidebarLink icon={null} label="Team" count={4} render={<a href="/team" />} />
      </SidebarGroup>
    </Sidebar>
  )
}

test('a folded group shows what waits behind all of its links', async () => {
  const { rerender } = render(<Foldable />)
  const head = screen.getByRole('button', { name: 'Business' })
  expect(head).toHaveAttribute('aria-expanded', 'true')
  await userEvent.click(head)
  expect(screen.getByRole('button', { name: /Business\s*4/ })).toHaveAttribute('aria-expanded', 'false')
  expect(screen.queryByRole('link')).toBeNull()
  // A narrow sidebar has no headings to open a group by.
  rerender(<Foldable collapsed />)
  expect(screen.getByRole('link', { name: /Team/ })).toBeVisible()
})

const SEEN = 100
const LINK = 32

/** Links of one height in a column that shows three of them, which jsdom does not lay out by itself. */
function placeOf(this: Element): DOMRect {
  const column = this.closest('nav')
  if (!column) return new DOMRect()
  if (column === this) return new DOMRect(0, 0, 200, SEEN)
  return new DOMRect(0, [...column.children].indexOf(this) * LINK - column.scrollTop, 200, LINK)
}

function Places({ at }: { at: string }) {
  return (
    <Sidebar at={at} top={null}>
      {['/tasks', '/inbox', '/data', '/credits', '/team'].map((to) => (
        <SidebarLink key={to} icon={null} label={to} current={to === at} render={<a href={to} />} />
      ))}
    </Sidebar>
  )
}

test('the place where the person is stands in sight, wherever they come from (WEB-1)', () => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(placeOf)
  const { rerender } = render(<Places at="/team" />)
  const column = screen.getByRole('navigation', { name: 'Main' })
  expect(column.scrollTop).toBe(5 * LINK - SEEN)
  rerender(<Places at="/credits" />)
  expect(column.scrollTop).toBe(5 * LINK - SEEN)
  rerender(<Places at="/tasks" />)
  expect(column.scrollTop).toBe(0)
  vi.restoreAllMocks()
})
