import { expect, test } from 'vitest'

import { Sidebar, SidebarLink } from './sidebar.tsx'
import { render, screen } from './testing.ts'

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
