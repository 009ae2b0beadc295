// What WordPress hears from a part. The address of an article that somebody pastes there becomes a frame (`/oembed`)
// whose sandbox has scripts alone, so that no link leads out of it. Its page gives the frame a height, and follows
// links of the frame's own site, as it is told (wp-includes/js/wp-embed.js); what tells it has to know the secret that
// it has put at the end of the frame's address.

const [, secret] = /^#\?secret=([a-z0-9]+)$/i.exec(location.hash) ?? [];

/** Whether WordPress says that it is the host. */
export const isWordPress = secret !== undefined;

/** `what` is "height", in CSS pixels, or "link". */
export function tellWordPress(what, value) {
  if (isWordPress) parent.postMessage({ secret, message: what, value }, "*");
}
