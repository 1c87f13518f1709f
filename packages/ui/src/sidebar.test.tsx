import { useState } from 'react'
import { expect, test } from 'vitest'

import { Sidebar, SidebarGroup, SidebarLink } from './sidebar.tsx'
import { render, screen, userEvent } from './testing.ts'

function show(collapsed: boolean) {
  return render(
    <Sidebar collapsed={collapsed} top={null}>
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
    <Sidebar collapsed={collapsed} top={null}>
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
