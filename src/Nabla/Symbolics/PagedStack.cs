namespace Nabla.Symbolics;

// A stack that grows by pages. A deep one is not copied as it grows, and none of it is a large object: a few of these set
// off a collection of everything there is.
sealed class PagedStack<T>
{
    const int PageSize = 1 << 9;
    const int Smallest = 1 << 4;

    T[][] _pages = [new T[Smallest]];

    public int Count { get; private set; }

    /// <summary>How many items there is room for.</summary>
    public int Room { get; private set; } = Smallest;

    /// <summary>The item at that height.</summary>
    public ref T this[int i] => ref _pages[(uint)i / PageSize][(uint)i % PageSize];

    public ref T Top => ref this[Count - 1];

    /// <summary>What was pushed last; stays on the stack.</summary>
    public T Peek() => Top;

    /// <summary>A place on top, with whatever stood there before.</summary>
    public ref T Push()
    {
        if (Count == Room) AddRoom();
        return ref this[Count++];
    }

    public void Push(T item) => Push() = item;

    public T Pop()
    {
        ref var top = ref Top;
        Count--;
        var item = top;
        top = default!;
        return item;
    }

    public bool TryPop(out T item)
    {
        var isThere = Count > 0;
        item = isThere ? Pop() : default!;
        return isThere;
    }

    public bool TryPeek(out T item)
    {
        var isThere = Count > 0;
        item = isThere ? Top : default!;
        return isThere;
    }

    /// <summary>Leaves so many items, the lowest.</summary>
    public void CutTo(int count) => Count = count;

    /// <summary>Forgets all items, and keeps room for a few.</summary>
    public void Clear()
    {
        if (_pages.Length > 1) _pages = [_pages[0]];
        Array.Clear(_pages[0], 0, _pages[0].Length);
        Room = _pages[0].Length;
        Count = 0;
    }

    void AddRoom()
    {
        if (Room < PageSize)
        {
            Array.Resize(ref _pages[0], 2 * Room);
            Room *= 2;
            return;
        }

        var page = Room / PageSize;
        if (page == _pages.Length) Array.Resize(ref _pages, 2 * page);
        _pages[page] = new T[PageSize];
        Room += PageSize;
    }
}
