/** A browser takes a moment to leave; the button waits so long. */
const LEAVING_MS = 5_000

/** Goes to a service, where the person allows it. */
export async function leaveFor(url: string): Promise<void> {
  window.location.assign(url)
  await new Promise((resolve) => setTimeout(resolve, LEAVING_MS))
}
