import { showErrorToast } from '@hub/ui/toast'
import { hubBack, isHubHere } from './presence.ts'

/** Puts another page of the hub in the place of the app, if the hub is there: the browser's own error page would end the app. */
export async function leaveFor(address: string): Promise<void> {
  if (await isHubHere()) location.assign(address)
  else showErrorToast('The hub does not answer. Open it again when it is back.')
}

/** Loads the page afresh as soon as the hub is there. */
export async function loadAgain(): Promise<void> {
  if (!(await isHubHere())) await hubBack()
  location.reload()
}

/** Plain links within the hub leave the app as carefully. The router's own links are not plain: it has handled them by then. */
export function watchPlainLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href]')
    if (event.defaultPrevented || !link || !isPlainClick(event) || !isWithinHub(link)) return
    event.preventDefault()
    void leaveFor(link.href)
  })
}

/** The other ones open a tab or a menu beside this page. */
const isPlainClick = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey

/** It would replace this page by another one of the hub. */
const isWithinHub = ({ target, download, origin, hash, pathname }: HTMLAnchorElement): boolean =>
  target === '' &&
  download === '' &&
  origin === location.origin &&
  (hash === '' || pathname !== location.pathname)
