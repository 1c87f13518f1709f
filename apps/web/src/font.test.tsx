import { afterEach, describe, expect, it, vi } from 'vitest'
import { fetchFont } from './font.ts'

const root = document.documentElement

/** jsdom loads no fonts. */
function fontsThat(load: () => Promise<unknown[]>) {
  const fonts = { load: vi.fn<() => Promise<unknown[]>>(load) }
  Object.defineProperty(document, 'fonts', { value: fonts, configurable: true })
  return fonts
}

afterEach(() => {
  vi.restoreAllMocks()
  localStorage.clear()
  delete root.dataset['font']
})

describe('the font on a phone (WEB-3)', () => {
  it('shows when it is there, and at once at the next visit', async () => {
    const fonts = fontsThat(() => Promise.resolve([{}]))
    await fetchFont()
    expect(root.dataset['font']).toBe('inter')
    expect(localStorage.getItem('hub.font')).toBe('inter')
    await fetchFont()
    expect(fonts.load).toHaveBeenCalledOnce()
  })

  it('is left alone where it cannot be fetched', async () => {
    fontsThat(() => Promise.reject(new DOMException('', 'NetworkError')))
    await expect(fetchFont()).rejects.toThrow(DOMException)
    fontsThat(() => Promise.resolve([]))
    await fetchFont()
    expect(root.dataset['font']).toBeUndefined()
  })

  it('shows also where nothing can be stored', async () => {
    fontsThat(() => Promise.resolve([{}]))
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    await fetchFont()
    expect(root.dataset['font']).toBe('inter')
  })
})
