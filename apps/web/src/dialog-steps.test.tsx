import { createMemoryHistory } from '@tanstack/react-router'
import { describe, expect, it } from 'vitest'
import { withDialogSteps } from './dialog-steps.ts'

/** A history that came from elsewhere to a list. */
function onList() {
  const history = withDialogSteps(createMemoryHistory({ initialEntries: ['/o/a'] }))
  history.push('/o/a/tasks?tag=Shop')
  return history
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('a dialog in the address', () => {
  it('closes by Back, and the page stays', async () => {
    const history = onList()
    history.replace('/o/a/tasks?tag=Shop&new=todo')
    history.back()
    await settled()
    expect(history.location.href).toBe('/o/a/tasks?tag=Shop')
  })

  it('leaves no step behind when it is closed', async () => {
    const history = onList()
    history.replace('/o/a/tasks?tag=Shop&new=todo')
    history.replace('/o/a/tasks?tag=Shop')
    await settled()
    expect(history.location.href).toBe('/o/a/tasks?tag=Shop')
    history.back()
    await settled()
    expect(history.location.href).toBe('/o/a')
  })

  it('is still one step when another part of the address changes below it, and that change stays', async () => {
    const history = onList()
    history.replace('/o/a/tasks?tag=Shop&add=true')
    history.replace('/o/a/tasks?tag=Till&add=true')
    history.replace('/o/a/tasks?tag=Till')
    await settled()
    expect(history.location.href).toBe('/o/a/tasks?tag=Till')
    history.back()
    await settled()
    expect(history.location.href).toBe('/o/a')
  })

  it('that a link led to is closed in its place, since what is before it is another page', async () => {
    const history = onList()
    history.push('/o/a/team?invite=true')
    history.replace('/o/a/team')
    await settled()
    expect(history.location.href).toBe('/o/a/team')
    history.back()
    await settled()
    expect(history.location.href).toBe('/o/a/tasks?tag=Shop')
  })

  it('is the only thing that is a step: filters change in place', async () => {
    const history = onList()
    history.replace('/o/a/tasks?tag=Till')
    history.back()
    await settled()
    expect(history.location.href).toBe('/o/a')
  })
})
