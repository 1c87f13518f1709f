let released: Promise<void> | null = null

/*
 * Leaving a field checks it, and its error makes the form grow. While a button is pressed that would move
 * what is under the pointer, and the press would miss it.
 */
window.addEventListener(
  'pointerdown',
  () => {
    released = new Promise((resolve) => {
      const end = () => {
        window.removeEventListener('pointerup', end, true)
        window.removeEventListener('pointercancel', end, true)
        released = null
        // The click that belongs to the release comes first.
        setTimeout(resolve)
      }
      window.addEventListener('pointerup', end, true)
      window.addEventListener('pointercancel', end, true)
    })
  },
  true,
)

/** Waits, while the pointer is pressed, until it is let go and its click has been dealt with. */
export const pointerReleased = (): Promise<void> => released ?? Promise.resolve()
