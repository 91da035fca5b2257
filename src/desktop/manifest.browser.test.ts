/** The app manifest: complete as its standard asks, and every picture is what the manifest says of it. */
import { expect } from '@open-wc/testing';

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
  readonly label?: string;
}
interface Manifest {
  readonly name: string;
  readonly short_name: string;
  readonly id: string;
  readonly start_url: string;
  readonly scope: string;
  readonly display: string;
  readonly icons: readonly Picture[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string; readonly icons: readonly Picture[] }[];
  readonly screenshots: readonly Picture[];
}

const address = new URL('/public/manifest.webmanifest', location.href);

/** Not by `decode()` of an image: a page in the background draws nothing, and would wait for ever. */
async function load({ src }: Picture): Promise<ImageBitmap> {
  return createImageBitmap(await (await fetch(new URL(src, address))).blob());
}

describe('the app manifest', () => {
  let manifest: Manifest;
  before(async () => {
    manifest = (await (await fetch(address)).json()) as Manifest;
  });

  it('names the app, where it starts and what belongs to it, below any path of a host', () => {
    expect(manifest.short_name.length).to.be.lessThan(13);
    expect([manifest.id, manifest.start_url, manifest.scope]).to.deep.equal(['./', './', './']);
    expect(manifest.display).to.equal('standalone');
    for (const { url } of manifest.shortcuts) expect(url).to.match(/^\.\/#\/[a-z]+$/);
  });

  it('has every picture in the size and type that it says', async () => {
    const shortcutIcons = manifest.shortcuts.flatMap(({ icons }) => icons);
    for (const picture of [...manifest.icons, ...shortcutIcons, ...manifest.screenshots]) {
      const answer = await fetch(new URL(picture.src, address));
      expect(answer.headers.get('content-type'), picture.src).to.contain(picture.type);
      if (picture.sizes === 'any') continue;
      const { width, height } = await load(picture);
      expect(`${width}x${height}`, picture.src).to.equal(picture.sizes);
    }
    for (const size of ['192x192', '512x512']) {
      expect(manifest.icons.some(({ sizes, type }) => sizes === size && type === 'image/png')).to.equal(true);
    }
    expect(manifest.screenshots.map((one) => one.form_factor).sort()).to.deep.equal(['narrow', 'wide']);
  });

  it('has a maskable icon that loses nothing when a system cuts it to a circle', async () => {
    const icon = manifest.icons.find(({ purpose, type }) => purpose === 'maskable' && type === 'image/png');
    if (!icon) throw new Error('no maskable icon');
    const image = await load(icon);
    const size = image.width;
    const canvas = new OffscreenCanvas(size, size);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, size, size);
    const [red, green, blue] = data;
    let cut = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [x, y] = [(at / 4) % size, Math.floor(at / 4 / size)];
      const outside = Math.hypot(x - size / 2, y - size / 2) > size * 0.4;
      const isGround = data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255;
      if (outside && !isGround) cut += 1;
    }
    expect(cut, 'pixels of the drawing outside the safe zone').to.equal(0);
  });
});
