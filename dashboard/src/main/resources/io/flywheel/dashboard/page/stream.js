// The stream of what changed. A lost line is taken up again by itself, later and later, and at once when the viewer asks.
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

export class Stream {
  constructor(hear) {
    this.hear = hear;
    this.wait = FIRST_WAIT;
    this.timer = null;
    this.source = null;
    this.retryAt = null;
    this.lastHeard = 0;
    // a line can die without a word: then nothing comes, not even the sign of life of each second
    setInterval(() => {
      if (this.source && this.lastHeard && Date.now() - this.lastHeard > 20000) this.lost();
    }, 5000);
  }

  open() {
    clearTimeout(this.timer);
    this.source?.close();
    this.retryAt = null;
    this.lastHeard = Date.now();
    const source = new EventSource("api/v1/stream");
    this.source = source;
    const listen = (name) =>
      source.addEventListener(name, (event) => {
        this.wait = FIRST_WAIT;
        this.lastHeard = Date.now();
        this.hear(name, JSON.parse(event.data));
      });
    listen("panel");
    listen("tick");
    source.onerror = () => this.lost();
  }

  lost() {
    this.source?.close();
    this.source = null;
    this.retryAt = Date.now() + this.wait;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.hear("lost", { retryAt: this.retryAt });
  }
}
