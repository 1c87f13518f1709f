import type { Plugin } from 'vite'

/**
 * Adds a preload for the one font file that every page needs; its hashed name is only known here. Not on phones, where
 * the program itself needs the connection first; until the font is there, text stands in one of the same widths.
 */
export function preloadFont(name: string): Plugin {
  return {
    name: 'hub-preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const file = Object.keys(bundle ?? {}).find(
          (key) => key.includes(`${name}-`) && key.endsWith('.woff2'),
        )
        if (file === undefined) throw new Error(`The bundle holds no font file named ${name}.`)
        return [
          {
            tag: 'link',
            injectTo: 'head',
            attrs: {
              rel: 'preload',
              href: `/${file}`,
              as: 'font',
              type: 'font/woff2',
              crossorigin: '',
              media: '(min-width: 47.5rem)',
            },
          },
        ]
      },
    },
  }
}
